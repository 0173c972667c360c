/** Calls to the services' HTTP interfaces that outlive the crash of a replica. */
@NullMarked
package dev.headwater.local.client;

import org.jspecify.annotations.NullMarked;
