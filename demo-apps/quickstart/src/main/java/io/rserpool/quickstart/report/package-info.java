/**
 * What ENRP servers of other processes tell, as lines of text.
 */
@NullMarked
package io.rserpool.quickstart.report;

import org.jspecify.annotations.NullMarked;
