using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>What one model says of one text that was handed in directly.</summary>
/// <param name="Index">Which text of the request, from 0.</param>
/// <param name="Item">Hash of the text's UTF-8 bytes.</param>
/// <param name="Scorer">Who says so; only its manifest may be asked any more. Null where the champion could not be loaded.</param>
/// <param name="Reading">A failed one where the champion could not be loaded.</param>
/// <param name="Unloaded">The champion that could not be loaded; null where there is a scorer.</param>
public readonly record struct TextAnswer(int Index, ContentHash Item, ITextScorer? Scorer, Reading Reading, ModelRelease? Unloaded = null);
