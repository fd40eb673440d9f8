package io.rserpool.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * This application's way to a home server.
 *
 * @param state whether there is a home server now
 * @param text in words
 * @param address the home server's address, or null
 */
public record EndpointRow(State state, String text, @Nullable String address) {

}
