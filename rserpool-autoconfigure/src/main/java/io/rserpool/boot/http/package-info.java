/**
 * Name service mode for HTTP: pool names as hosts in the URLs of Spring's HTTP clients.
 */
@NullMarked
package io.rserpool.boot.http;

import org.jspecify.annotations.NullMarked;
