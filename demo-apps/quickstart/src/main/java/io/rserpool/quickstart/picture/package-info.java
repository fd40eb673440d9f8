/**
 * The pool user's side: pictures, and the sessions in which the pool paints them. Nothing
 * here knows the page or the processes.
 */
@NullMarked
package io.rserpool.quickstart.picture;

import org.jspecify.annotations.NullMarked;
