/** A module that is a bundle. */
@BundleModule(name = "ticker", displayName = "Ticker", type = "service", restart = "on-failure")
package com.example.ticker;

import dev.osprey.module.BundleModule;
