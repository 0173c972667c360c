/**
 * Makes topics, consumer groups and schemas what the repository says they are, and refuses what
 * differs.
 */
@NullMarked
package dev.headwater.local.provision;

import org.jspecify.annotations.NullMarked;
