/**
 * The runners of what follows from events: policies read other services' events, effects call the
 * outside. They know the write path by its ports only.
 */
@NullMarked
package dev.headwater.runtime.process.run;

import org.jspecify.annotations.NullMarked;
