package io.rserpool.wire;

/**
 * What a handle update does, in the order of the codes 0x0000 and 0x0001 (RFC 5353
 * section 2.4).
 */
public enum UpdateAction {

	/** Add or replace the element. */
	ADD_PE,

	/** Remove the element. */
	DEL_PE

}
