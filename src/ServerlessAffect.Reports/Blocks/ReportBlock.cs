using System.Text.Json.Serialization;

namespace ServerlessAffect.Reports.Blocks;

/// <summary>A piece of a page.</summary>
[JsonDerivedType(typeof(HeadingBlock), "heading")]
[JsonDerivedType(typeof(TextBlock), "text")]
[JsonDerivedType(typeof(CaveatBlock), "caveat")]
[JsonDerivedType(typeof(ListBlock), "list")]
[JsonDerivedType(typeof(ChartBlock), "chart")]
[JsonDerivedType(typeof(TableBlock), "table")]
[JsonDerivedType(typeof(GalleryBlock), "gallery")]
public abstract record ReportBlock;
