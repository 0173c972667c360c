/**
 * How a service speaks HTTP: commands and their answers, problems (RFC 9457), money, tokens,
 * paging. One place, so that all services speak alike.
 */
@NullMarked
package dev.headwater.runtime.http;

import org.jspecify.annotations.NullMarked;
