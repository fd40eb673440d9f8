package com.example.shop;

import java.math.BigDecimal;

/**
 * What a thing costs.
 *
 * @param item the thing
 * @param euros its price
 * @param port the port of the server that says so
 * @param pid its process
 */
public record Price(String item, BigDecimal euros, int port, long pid) {
}
