/**
 * What the pages show: immutable view records, and the pure functions that make them from
 * a reading and a list of events. The same records are rendered as HTML and as JSON. No
 * web type, thread or clock here.
 */
@NullMarked
package io.rserpool.dashboard.view;

import org.jspecify.annotations.NullMarked;
