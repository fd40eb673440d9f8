/**
 * What an application sees of the starter beside the plain API of {@code io.rserpool}:
 * handlers behind TCP pool elements and customizers of the builders.
 */
@NullMarked
package io.rserpool.boot;

import org.jspecify.annotations.NullMarked;
