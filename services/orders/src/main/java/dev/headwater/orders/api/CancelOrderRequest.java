package dev.headwater.orders.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param reason for people
 */
@Schema(name = "CancelOrder")
public record CancelOrderRequest(@NotBlank @Size(max = 500) String reason) {}
