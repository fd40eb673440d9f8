/**
 * What is shown of servers, pools and elements: records of texts and numbers that turn
 * into JSON as they are, used by the actuator endpoint and the dashboard alike.
 */
@NullMarked
package io.rserpool.boot.view;

import org.jspecify.annotations.NullMarked;
