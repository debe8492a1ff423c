namespace ServerlessAffect.Core.Errors;

/// <summary>Every code that a user of the files, the API or the command line can meet; <c>docs/errors.md</c> explains each.</summary>
public static class ErrorCodes
{
    // What was handed in.
    public const string EmptyFile = "empty-file";
    public const string EmptyText = "empty-text";
    public const string EmptyTable = "empty-table";
    public const string FileTooLarge = "file-too-large";
    public const string DocumentTooLong = "document-too-long";
    public const string NotText = "not-text";
    public const string UndecodableText = "undecodable-text";
    public const string MalformedTable = "malformed-table";
    public const string MalformedJson = "malformed-json";
    public const string UnknownColumn = "unknown-column";
    public const string TooManyColumns = "too-many-columns";
    public const string UnsafeName = "unsafe-name";
    public const string UnsupportedType = "unsupported-type";
    public const string UnsupportedModality = "unsupported-modality";
    public const string FormatConflict = "format-conflict";
    public const string NotSound = "not-sound";
    public const string MalformedSound = "malformed-sound";
    public const string UnsupportedSound = "unsupported-sound";
    public const string NoSound = "no-sound";
    public const string SilentSound = "silent-sound";
    public const string NotFinite = "not-finite";
    public const string TooLong = "too-long";
    public const string TooShort = "too-short";
    public const string SampleRateTooLow = "sample-rate-too-low";
    public const string DecodingLimit = "decoding-limit";

    // Models, schemas, recipes, data.
    public const string UnknownModel = "unknown-model";
    public const string NoModel = "no-model";
    public const string TamperedModel = "tampered-model";
    public const string DamagedModel = "damaged-model";
    public const string SchemaMismatch = "schema-mismatch";
    public const string DamagedFeatures = "damaged-features";
    public const string UnknownFeatureSet = "unknown-feature-set";
    public const string UnknownRecipe = "unknown-recipe";
    public const string InvalidRecipe = "invalid-recipe";
    public const string UnknownData = "unknown-data";
    public const string InvalidData = "invalid-data";

    // The service.
    public const string NotFound = "not-found";
    public const string Conflict = "conflict";
    public const string InvalidRequest = "invalid-request";
    public const string Unauthorized = "unauthorized";
    public const string TooManyRequests = "too-many-requests";
    public const string TimedOut = "timed-out";
    public const string StorageUnavailable = "storage-unavailable";
    public const string StorageDenied = "storage-denied";
    public const string DamagedDocument = "damaged-document";
    public const string DamagedMessage = "damaged-message";
    public const string MissingTool = "missing-tool";
    public const string DecoderFailed = "decoder-failed";
    public const string MissingPurpose = "missing-purpose";
    public const string UnknownPurpose = "unknown-purpose";
    public const string ProhibitedPurpose = "prohibited-purpose";
    public const string PortInUse = "port-in-use";
    public const string InvalidFunction = "invalid-function";
    public const string InvalidSetting = "invalid-setting";
    public const string InputOutput = "input-output";
    public const string PermissionDenied = "permission-denied";
    public const string Internal = "internal";
}
