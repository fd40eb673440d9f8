package io.rserpool.dashboard.view;

/**
 * An address where another ENRP server may be found, and nobody answered yet.
 *
 * @param address as address:port
 * @param word what is known of it
 */
public record CandidateRow(String address, String word) {

}
