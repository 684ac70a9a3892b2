"""Settings, addresses, base templates, published pages, feeds: what joins the apps to a site."""
