/**
 * Speed and memory, measured beside their baselines: JMH benchmarks ({@code *Benchmark})
 * and whole programs ({@code *Program}). docs/performance.md says how to run them.
 */
@NullMarked
package io.rserpool.benchmarks;

import org.jspecify.annotations.NullMarked;
