/**
 * A web application that asks a REST server, in the most ordinary way.
 */
@NullMarked
package com.example.shop;

import org.jspecify.annotations.NullMarked;
