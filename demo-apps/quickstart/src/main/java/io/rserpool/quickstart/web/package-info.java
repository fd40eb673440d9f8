/**
 * The page: view records made from the running demo, their rendering, and the buttons.
 */
@NullMarked
package io.rserpool.quickstart.web;

import org.jspecify.annotations.NullMarked;
