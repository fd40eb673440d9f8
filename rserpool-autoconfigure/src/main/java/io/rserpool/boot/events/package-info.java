/**
 * What became of the event stream inside a Spring application: its recent past, and its
 * events as application events. Nothing here reaches into a server, element or user.
 */
@NullMarked
package io.rserpool.boot.events;

import org.jspecify.annotations.NullMarked;
