using System.Text;
using System.Xml;
using FsCheck;
using FsCheck.Xunit;
using Havel.Fhir.Xml;
using Xunit;

namespace Havel.Fhir.Tests.Xml;

/// <summary>The reader and the platform's own find the same texts well formed.</summary>
public sealed class XmlAgreementTests
{
    private const string Letters = "<>/='\"&;!?-[]: \n\txa1#";

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit };

    private static readonly string[] Seeds =
    [
        "<a xmlns=\"u\" b=\"1\" c='&lt;&#65;'><!-- x --><b>t<![CDATA[y]]>]]&gt;</b><?p q?></a>",
        "<x:a xmlns:x=\"u\"><x:b x:c=\"&amp;\"/><c xmlns=\"\" xmlns:y=\"v\"><y:d/></c></x:a>",
        "<a><b/><b></b > text &#x1F600; </a> <!--e--> ",
    ];

    [Property(MaxTest = 4000)]
    public void A_changed_text_is_well_formed_for_both_or_for_none(
        NonNegativeInt seed, (NonNegativeInt Place, NonNegativeInt Letter, bool Inserts)[] changes)
    {
        var text = new StringBuilder(Seeds[seed.Get % Seeds.Length]);
        foreach (var (place, letter, inserts) in changes)
        {
            var at = place.Get % text.Length;
            if (inserts)
                text.Insert(at, Letters[letter.Get % Letters.Length]);
            else
                text[at] = Letters[letter.Get % Letters.Length];
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        Assert.True(OfPlatform(bytes) == Ours(bytes), $"{OfPlatform(bytes)} for the platform: {text}");
    }

    [Property(MaxTest = 2000)]
    public void Any_bytes_never_throw(byte[] bytes) => Assert.NotNull(XmlResourceReader.OfThread.Parse(bytes));

    private static bool Ours(byte[] bytes)
    {
        var scanner = new XmlScanner(bytes, new XmlScratch());
        if (scanner.ReadRoot())
        {
            scanner.SkipElement();
            scanner.ReadTail();
        }

        return scanner.Fault is null;
    }

    private static bool OfPlatform(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), Strict);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
