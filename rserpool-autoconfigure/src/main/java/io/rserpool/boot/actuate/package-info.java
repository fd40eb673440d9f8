/**
 * Health and the actuator endpoint. Everything here reads snapshots; nothing changes a
 * server, element or user.
 */
@NullMarked
package io.rserpool.boot.actuate;

import org.jspecify.annotations.NullMarked;
