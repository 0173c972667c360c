/** What released versions wrote, read by today's services. */
@NullMarked
package dev.headwater.corpus;

import org.jspecify.annotations.NullMarked;
