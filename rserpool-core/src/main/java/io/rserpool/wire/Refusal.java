package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * Why the reading of a message was stopped.
 *
 * @param damage what the reaction depends on
 * @param detail for people
 * @param cause what to tell the sender, or null
 */
record Refusal(Damage damage, String detail, @Nullable ErrorCause cause) {
}
