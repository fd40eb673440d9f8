/**
 * From {@code application.yml} to beans. Only wires: no protocol decision, no thread and
 * no I/O in a bean method.
 */
@NullMarked
package io.rserpool.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
