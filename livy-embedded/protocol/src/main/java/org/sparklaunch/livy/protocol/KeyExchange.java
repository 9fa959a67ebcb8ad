package org.sparklaunch.livy.protocol;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.sparklaunch.platform.digest.Sha256;

/**
 * One side of an X25519 exchange whose key encrypts one message. Both keys live for one handover: a handover secret that is
 * learned afterwards decrypts no recording.
 */
final class KeyExchange {
    /** Of an X25519 key in its standard encoding. */
    static final int PUBLIC_BYTES = 44;

    private static final String CURVE = "X25519";
    private static final int TAG_BITS = 128;
    /** One key, one message: the counter may start anywhere. */
    private static final byte[] FIRST = new byte[12];

    private final KeyPair own;

    KeyExchange() throws GeneralSecurityException {
        this(KeyPairGenerator.getInstance(CURVE).generateKeyPair());
    }

    /** For keys that are known beforehand, as in a test of the bytes. */
    KeyExchange(KeyPair own) {
        this.own = own;
    }

    /** Makes the keys of one exchange. */
    interface Factory {
        KeyExchange generate() throws GeneralSecurityException;
    }

    byte[] publicKey() {
        return own.getPublic().getEncoded();
    }

    byte[] encrypt(byte[] theirs, byte[] message) throws GeneralSecurityException {
        return crypt(Cipher.ENCRYPT_MODE, theirs, message);
    }

    byte[] decrypt(byte[] theirs, byte[] message) throws GeneralSecurityException {
        return crypt(Cipher.DECRYPT_MODE, theirs, message);
    }

    private byte[] crypt(int mode, byte[] theirs, byte[] message) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
        agreement.init(own.getPrivate());
        agreement.doPhase(KeyFactory.getInstance(CURVE).generatePublic(new X509EncodedKeySpec(theirs)), true);
        byte[] key = Sha256.create().digest(agreement.generateSecret());
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, FIRST));
        return cipher.doFinal(message);
    }
}
