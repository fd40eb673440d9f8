/**
 * The pool user's side: pictures, and the workers that let the pool paint them. Nothing
 * here knows the page or the processes.
 */
@NullMarked
package io.rserpool.quickstart.picture;

import org.jspecify.annotations.NullMarked;
