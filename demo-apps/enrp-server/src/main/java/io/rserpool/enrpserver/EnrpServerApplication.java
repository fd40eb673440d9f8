package io.rserpool.enrpserver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import io.rserpool.boot.autoconfigure.RserpoolElementsAutoConfiguration;
import io.rserpool.boot.autoconfigure.RserpoolEndpointAutoConfiguration;
import io.rserpool.boot.autoconfigure.RserpoolUsersAutoConfiguration;

/**
 * The program. It has neither pool elements nor pool users: nothing in it turns to an
 * ENRP server, not even to itself.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { RserpoolEndpointAutoConfiguration.class, RserpoolElementsAutoConfiguration.class,
		RserpoolUsersAutoConfiguration.class })
@Import(FrontPage.class)
public class EnrpServerApplication {

	public static void main(String[] args) {
		SpringApplication.run(EnrpServerApplication.class, args);
	}

}
