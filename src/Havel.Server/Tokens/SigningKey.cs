using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Havel.Server.Tokens;

/// <summary>The key that signs and verifies this deployment's tokens: ECDSA on P-384, made by the first command that
/// needs it.
/// Whoever has the data folder has the key, and whoever has not cannot make a token.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;

        // No providers are kept by the library: its cache is the process's, and would outlive this key.
        Security = new ECDsaSecurityKey(key)
        {
            KeyId = Thumbprint(key),
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
    }

    public ECDsaSecurityKey Security { get; }

    public SigningCredentials Credentials => new(Security, SecurityAlgorithms.EcdsaSha384);

    /// <summary>Reads the folder's key, making it where there is none.</summary>
    public static SigningKey Open(string folder)
    {
        var pem = KeyFile.ReadOrMake(Path.Combine(folder, "token.key"), Make);
        var key = ECDsa.Create();
        key.ImportFromPem(Encoding.ASCII.GetString(pem));
        return new SigningKey(key);
    }

    public void Dispose() => _key.Dispose();

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static string Thumbprint(ECDsa key) =>
        Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));
}
