/**
 * What clients are promised, asked of a whole platform over HTTP and on the topics. Every answer is
 * held against the OpenAPI document of the service that gave it.
 */
@NullMarked
package dev.headwater.acceptance;

import org.jspecify.annotations.NullMarked;
