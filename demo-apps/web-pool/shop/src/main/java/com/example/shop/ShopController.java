package com.example.shop;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.client.RestClient;

@Controller
class ShopController {

	private static final List<String> ITEMS = List.of("tea", "coffee", "milk", "bread", "butter", "honey");

	private final RestClient prices;

	ShopController(RestClient pricesClient) {
		this.prices = pricesClient;
	}

	@GetMapping("/")
	String page(Model model) {
		model.addAttribute("prices", ITEMS.stream().map(this::ask).toList());
		return "shop";
	}

	@GetMapping("/price/{item}")
	@ResponseBody
	@Nullable Price price(@PathVariable String item) {
		return ask(item);
	}

	private @Nullable Price ask(String item) {
		return this.prices.get().uri("/prices/{item}", item).retrieve().body(Price.class);
	}

}
