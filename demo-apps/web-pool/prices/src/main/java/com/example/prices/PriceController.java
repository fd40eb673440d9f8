package com.example.prices;

import java.math.BigDecimal;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class PriceController {

	private static final Map<String, BigDecimal> PRICES = Map.of("tea", new BigDecimal("3.20"), "coffee",
			new BigDecimal("4.50"), "milk", new BigDecimal("1.15"), "bread", new BigDecimal("2.80"), "butter",
			new BigDecimal("2.40"), "honey", new BigDecimal("6.90"));

	private final long pid = ProcessHandle.current().pid();

	@GetMapping("/prices/{item}")
	Price price(@PathVariable String item, HttpServletRequest request) {
		BigDecimal euros = PRICES.get(item);
		if (euros == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "We do not sell " + item);
		}
		return new Price(item, euros, request.getLocalPort(), this.pid);
	}

}
