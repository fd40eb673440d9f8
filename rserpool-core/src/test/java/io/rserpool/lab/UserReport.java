package io.rserpool.lab;

/**
 * What became of a user's requests.
 *
 * @param answers requests that were answered, perhaps after another try
 * @param retries tries that failed and were followed by another
 * @param lost requests that were given up
 * @param longestGapMillis the longest time without an answer since the last mark
 * @param home the user's home server, or nothing
 */
record UserReport(long answers, long retries, long lost, long longestGapMillis, String home) {

}
