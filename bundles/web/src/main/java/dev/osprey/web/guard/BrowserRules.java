package dev.osprey.web.guard;

import dev.osprey.web.guard.Answer.Refuse;

/** What keeps a foreign web page from using a browser's way to this machine. */
final class BrowserRules {

    private BrowserRules() {}

    /** A refusal, or null. */
    static Refuse judge(Inbound in, Hosts hosts) {
        if (in.header("Host") == null || !hosts.allowed(in.header("Host"), in) || !hosts.allowed(in.authority(), in)) {
            return Refuse.of(
                    421,
                    "Unknown host",
                    "The request names the host " + shown(in.header("Host")) + ", under which Osprey does not answer.",
                    "Call it as 127.0.0.1 or localhost with its port, or add the name to hosts in dev.osprey.web.guard, over TLS to names in dev.osprey.tls.");
        }
        if (in.has("Origin") && (in.header("Origin") == null || !hosts.allowedOrigin(in.header("Origin"), in))) {
            return Refuse.of(
                    403,
                    "Foreign origin",
                    "The request comes from a page of " + shown(in.header("Origin")) + ".",
                    "Only Osprey's own pages may call it from a browser; scripts send no Origin header.");
        }
        String site = in.header("Sec-Fetch-Site");
        boolean crossSite = in.has("Sec-Fetch-Site")
                && !"same-origin".equals(site)
                && !"none".equals(site)
                && !(in.safe() && "same-site".equals(site));
        if (crossSite) {
            return Refuse.of(
                    403,
                    "Foreign site",
                    "The browser says that another site made this request (" + shown(site) + ").",
                    "Type the address into the browser, or use a link on one of Osprey's own pages.");
        }
        return null;
    }

    /**
     * Browsers add a name and token that they keep to whatever page asks: such a request changes something only if Osprey's own page
     * sent it, or no browser at all.
     */
    static Refuse judgeKept(Inbound in, Authorization credential) {
        boolean browser = in.has("Sec-Fetch-Mode") || in.has("Sec-Fetch-Dest") || in.has("Referer");
        boolean ownPage = in.has("Origin") || in.has("Sec-Fetch-Site");
        if (!in.safe() && credential.byUserName() && browser && !ownPage) {
            return Refuse.of(
                    403,
                    "Unknown page",
                    "A browser sent this " + in.method() + " without saying which page it comes from.",
                    "Use a browser that sends Origin or Sec-Fetch-Site, or send the token as bearer.");
        }
        return null;
    }

    /**
     * Whether a browser asks that can answer with a name and token: for a page, or for what one of our own pages fetches. Browsers send
     * what they keep only below the page's own folder unless they are asked again.
     */
    static boolean repeatsPassword(Inbound in) {
        return String.join(",", in.headers().apply("Accept")).contains("text/html")
                || "same-origin".equals(in.header("Sec-Fetch-Site"));
    }

    private static String shown(String text) {
        if (text == null) {
            return "(none or several)";
        }
        return (text.length() > 100 ? text.substring(0, 100) + "..." : text).replaceAll("[^\\x20-\\x7e]", "?");
    }
}
