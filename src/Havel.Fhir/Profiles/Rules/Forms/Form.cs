namespace Havel.Fhir.Profiles.Rules.Forms;

/// <summary>A Questionnaire as responses are held against it.</summary>
/// <param name="canonical">Its address with version, as messages name it.</param>
internal sealed class Form(string canonical)
{
    private readonly Dictionary<string, FormItem> _byLinkId = new(StringComparer.Ordinal);

    public string Canonical => canonical;

    /// <summary>The items at the top.</summary>
    public List<FormItem> Items { get; } = [];

    /// <summary>The item of that linkId, at whatever depth; null for none.</summary>
    public FormItem? Find(string linkId) => _byLinkId.GetValueOrDefault(linkId);

    /// <summary>Where a Questionnaire has a linkId twice (que-2), the first one counts.</summary>
    public void Register(FormItem item) => _byLinkId.TryAdd(item.LinkId, item);
}
