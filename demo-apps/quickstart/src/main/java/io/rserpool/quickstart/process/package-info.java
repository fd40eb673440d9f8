/**
 * Painters and ENRP servers as processes of the operating system: how they are started,
 * killed, and never left behind. Only processes started here are ever touched.
 */
@NullMarked
package io.rserpool.quickstart.process;

import org.jspecify.annotations.NullMarked;
