/**
 * A REST server of the most ordinary kind.
 */
@NullMarked
package com.example.prices;

import org.jspecify.annotations.NullMarked;
