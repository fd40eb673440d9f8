package io.rserpool.dashboard.view;

/**
 * A transport of an element.
 *
 * @param name {@code tcp}, {@code sctp}, ...
 * @param address where it is reached
 */
public record Leg(String name, String address) {

}
