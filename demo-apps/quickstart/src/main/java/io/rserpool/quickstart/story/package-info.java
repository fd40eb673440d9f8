/**
 * What happened, counted and told: rates, pauses, and the list of recent happenings.
 */
@NullMarked
package io.rserpool.quickstart.story;

import org.jspecify.annotations.NullMarked;
