using Microsoft.Extensions.Localization;
using MudBlazor;

namespace RecommendVote.Server.StaffConsole.Text;

/// <summary>The component library's own texts, in the language of the circuit. English is what the library ships.</summary>
public sealed class MudWords(Words words) : MudLocalizer
{
    public override LocalizedString this[string key]
    {
        get
        {
            var own = "mud." + key;
            var text = words[own];
            return new LocalizedString(key, text, resourceNotFound: words.IsEnglish || text == own);
        }
    }
}
