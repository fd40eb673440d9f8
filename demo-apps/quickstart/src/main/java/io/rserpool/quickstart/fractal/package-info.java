/**
 * The work: bands of Mandelbrot pictures, what user and painter tell each other of them,
 * and how they are computed. No socket, no thread, no Spring.
 */
@NullMarked
package io.rserpool.quickstart.fractal;

import org.jspecify.annotations.NullMarked;
