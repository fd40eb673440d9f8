/**
 * Sessions with pools in Spring's way: a template for users, annotated classes for
 * elements, typed payloads and cookies.
 */
@NullMarked
package io.rserpool.boot.session;

import org.jspecify.annotations.NullMarked;
