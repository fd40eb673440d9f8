/**
 * The pool element's side: a small application of its own, in a process of its own.
 */
@NullMarked
package io.rserpool.quickstart.painter;

import org.jspecify.annotations.NullMarked;
