/**
 * The demo: an embedded ENRP server, a dashboard, a pool user that has pictures painted,
 * and the processes of the painters.
 */
@NullMarked
package io.rserpool.quickstart;

import org.jspecify.annotations.NullMarked;
