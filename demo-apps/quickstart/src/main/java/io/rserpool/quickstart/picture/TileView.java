package io.rserpool.quickstart.picture;

/**
 * A tile at one moment.
 *
 * @param tile its number within the picture
 * @param state where it stands
 * @param painter who painted its last band; 0 = nobody yet
 * @param moved whether another painter began it
 * @param bandsDone bands that are there
 */
public record TileView(int tile, TileState state, int painter, boolean moved, int bandsDone) {

}
