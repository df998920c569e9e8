package dev.osprey.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Gives each new connection the identity in force. The one before stays known: a handshake that began with it ends with it.
 * This class is threadsafe.
 */
final class SwitchingKeyManager extends X509ExtendedKeyManager {

    private volatile Pair pair;

    SwitchingKeyManager(Identity first) {
        pair = new Pair(first, first);
    }

    void change(Identity next) {
        pair = new Pair(next, pair.current());
    }

    Identity current() {
        return pair.current();
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        Identity now = pair.current();
        return keyType.equals(now.key().getAlgorithm()) ? now.fingerprint() : null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        String alias = chooseServerAlias(keyType, issuers, null);
        return alias == null ? new String[0] : new String[] {alias};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        Identity identity = pair.find(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        Identity identity = pair.find(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    private record Pair(Identity current, Identity before) {

        Identity find(String alias) {
            if (alias.equals(current.fingerprint())) {
                return current;
            }
            return alias.equals(before.fingerprint()) ? before : null;
        }
    }
}
