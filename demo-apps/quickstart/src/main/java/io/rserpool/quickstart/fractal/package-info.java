/**
 * The work: bands of a Mandelbrot picture, how they are asked for, and how they are
 * computed. No socket, no thread, no Spring.
 */
@NullMarked
package io.rserpool.quickstart.fractal;

import org.jspecify.annotations.NullMarked;
