package dev.headwater.inventory.api;

import dev.headwater.runtime.http.MoneyJson;
import dev.headwater.runtime.http.PositiveMoney;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param unitPrice of one piece, in the item's currency
 */
@Schema(name = "ChangePrice")
public record ChangePriceRequest(@NotNull @Valid @PositiveMoney MoneyJson unitPrice) {}
