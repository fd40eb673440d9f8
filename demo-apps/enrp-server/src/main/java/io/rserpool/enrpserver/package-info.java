/**
 * An application that is an ENRP server with its dashboard, and nothing else. All it does
 * is in the starter; this package only says what it leaves out.
 */
@NullMarked
package io.rserpool.enrpserver;

import org.jspecify.annotations.NullMarked;
