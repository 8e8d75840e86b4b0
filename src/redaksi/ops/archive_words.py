"""The word tables of the generated archive: invented names, Indonesian news words.

Entries are at most three words long, so that no run of four words is ever copied
from a table whole. Tables are tuples of strings.
"""


def words(text: str) -> tuple[str, ...]:
    """Entries between bars, surrounding and inner white space evened out."""
    return tuple(" ".join(entry.split()) for entry in text.split("|"))


def _crossed(first: str, second: str) -> tuple[str, ...]:
    """Every entry of the first text with every entry of the second."""
    return tuple(f"{a} {b}" for a in words(first) for b in words(second))


SECTIONS = (
    "Nusantara",
    "Ekonomi",
    "Internasional",
    "Olahraga",
    "Humaniora",
    "Megapolitan",
    "Opini",
    "Weekend",
)

TOPICS = words("""
    Pangan|Pelabuhan|Garam|Nelayan|Air Bersih|Hutan|Pasar Rakyat|Koperasi|Ekspor|Listrik|
    Valdoria|Diplomasi|Perundingan Air|Liga Pesisir|Dayung|Atletik|Bulu Tangkis|Sekolah|
    Puskesmas|Bahasa Daerah|Perpustakaan|Guru|Transportasi|Banjir Rob|Pasar Malam|Sampah|
    Ruang Publik|Tata Kota|Cuaca|Teknologi|Buku|Kuliner|Perjalanan|Film|Kebun|Musik|
    Anak Muda|Lansia|Energi Surya|Warisan Budaya
""")

FIRST_NAMES = words("""
    Adelmo|Agnesia|Aldora|Alvino|Amira|Andaru|Anggita|Arjani|Arsita|Astrid|Bagaskara|
    Bernadeta|Bimanto|Binsar|Blasius|Cahyani|Candrika|Cendana|Damarjati|Danuarta|Darmita|
    Delima|Desmonda|Dharmala|Dinarti|Dorkas|Edelin|Ekawati|Elanda|Emirita|Erlangit|Fabiola|
    Fadhlan|Farisa|Fenita|Florida|Galang|Gandari|Garnis|Gelora|Gerson|Ginanti|Hanafiah|
    Harumi|Hasnawi|Hermina|Ilmawan|Imelda|Indah|Inggrit|Isyana|Jatmiko|Jelita|Jonatan|
    Kartika|Kasmiran|Kinanti|Kornelis|Kresnawan|Laksmi|Larasati|Latifah|Lembayung|Lestari|
    Lintar|Lusiana|Mahardika|Maheswari|Marlina|Martinus|Melati|Menur|Mikael|Mulyana|Nadira|
    Naruna|Nastiti|Natalis|Ningrum|Nirmala|Oktaviani|Paramita|Permadi|Petronela|Prabasari|
    Pramesti|Rahayu|Rangga|Ratnasari|Rinjani|Rosalina|Rukmana|Sabarudin|Salsabil|Samiun|
    Saraswati|Sekar|Sifera|Soraya|Sulastri|Suryani|Tabita|Taruna|Theodora|Tirtana|Umbara|
    Unggul|Valentin|Wahyuni|Waskita|Widuri|Wulansari|Yohana|Yulianti|Zakaria|Zulaikha
""")

LAST_NAMES = words("""
    Abuwan|Adiraga|Alamsari|Ambarita|Anakoda|Arungpala|Asmarani|Bahariwan|Balanipo|Bantara|
    Barakai|Baruna|Bentarjo|Bolawa|Boreel|Budiarga|Cakrabuana|Dagomin|Danumaya|Darmawela|
    Datumuda|Daungrapi|Dewangga|Ditolabi|Ekaputri|Endolang|Fanggida|Galunggan|Gantari|
    Geliting|Gondala|Hadirupa|Halimeda|Harnanto|Hendrata|Idrawan|Ilangit|Jagatara|Jalantara|
    Janggala|Kadarisma|Kaliwara|Kandolu|Karaeli|Kasturi|Kelanara|Kertaraja|Kobalima|Kusumaya|
    Labuhana|Lamadike|Lambaria|Langkasa|Laowarna|Lembaya Kii|Likuwatan|Lontaraja|Lumbantara|
    Mahakarna|Malindara|Mandagita|Mangkurat Jati|Marundai|Matahela|Mauboi|Mekarjaya|Meliala
    Rua|Mintaraga|Nahakora|Nalendra|Namolau|Narapati|Natawira|Ngadha Riu|Nuhamara|Ombaipi|
    Orlanda Sina|Padaunan|Pakulangi|Palagana|Pandeyo|Paranggi|Parigara|Patikawa|Pelamonia
    Taa|Perkutut|Pradantya|Puspawira|Rambulangi|Ranuwijaya|Rarahita|Rengganila|Riwukore
    Ama|Rondonu|Sabarani|Sagalaya|Salawira Ru|Samudrana|Sangajila|Santosari|Sarundayo|
    Sasongkara|Selarua|Sinarjati|Singkoli|Sumbayak Lo|Suryadana|Tabelau|Takimpo|Talumewo|
    Tamarela|Tanamal|Taurumpi|Telumbanga|Tirtamaja|Tolangara|Tulangi|Ulukawa|Umalele|
    Wangsadita|Waraspati|Watulangi|Wiranegari|Wonderika|Yudanegari|Zamroni Kape
""")

_ONSETS = words("""
    Ba|Be|Bo|Da|De|Du|Ga|Ge|Go|Ha|Ja|Ka|Ke|Ku|La|Le|Li|Lo|Lu|Ma|Me|Mo|Na|Ne|Nu|Pa|Pe|Po|
    Ra|Re|Ru|Sa|Se|Si|So|Ta|Te|To|Tu|Wa|We|Wi|Ya
""")
_MIDDLES = words("""
    lu|ran|wi|ngka|rum|di|ndo|sa|mbo|ke|ru|nta|li|mpa|ngo|go|ta|ye|rku|pe|nda|lo
""")
_ENDINGS = words("""
    war|rai|lam|nuh|bira|gan|soka|tari|mun|puan|wela|rung|kati|dara|noi|sira|ling|mbuk|jati
""")
#: Names of real places that the syllables might spell; the test walks all of them.
REAL_PLACES = frozenset(
    words("""
    Lamongan|Mataram|Mamuju|Manado|Madura|Kendari|Merauke|Ternate|Tidore|Salatiga|Semarang|
    Surabaya|Magelang|Karawang|Bekasi|Tarakan|Palembang|Denpasar|Larantuka|Gorontalo|Tabanan|
    Makassar|Polewali|Majalengka|Pemalang|Tulungagung|Palangka|Sumbawa|Sumedang|Lumajang
""")
)


def _places() -> tuple[str, ...]:
    """Some 5,700 invented place names, spread evenly over all the syllables spell."""
    spelt = [a + b + c for a in _ONSETS for b in _MIDDLES for c in _ENDINGS]
    return tuple(name for name in spelt[::3] if name not in REAL_PLACES)


PLACES = _places() + ("Karsa", "Lowari", "Talang", "Wadang", "Tanjung", "Pulau Lembar")

ACTIVE = words("""
    menghitung|membahas|menunda|meninjau|mengawasi|mencatat|mengusulkan|menyusun|memetakan|
    mendata|memantau|mengumumkan|menimbang|menilai|menyetujui|menolak|mempertanyakan|
    menyederhanakan|mengevaluasi|mendukung|mengkritik|membenahi|merancang|menelaah|mempelajari|
    memperdebatkan|mencermati|menjelaskan|menyoroti|menuntaskan|mengoreksi|mengaudit|menyiapkan|
    memperbaiki|mengajukan|melaporkan|memaparkan|membandingkan|merundingkan|merevisi|membuka|
    mengulang|memperjelas|mempercepat|memperketat|melonggarkan|menghapus|membatasi|memeriksa|
    mengelola|menata|mengubah|mempertahankan|mengurus|menawarkan|membela|menguji|mengingatkan|
    merapikan|menyelidiki|mengutamakan|mengamati|menyempurnakan|memperkuat|menagih|menggarap
""")
PASSIVE = words("""
    dihitung|dibahas|ditunda|ditinjau|diawasi|dicatat|diusulkan|disusun|dipetakan|didata|
    dipantau|diumumkan|ditimbang|dinilai|disetujui|ditolak|dipertanyakan|disederhanakan|
    dievaluasi|didukung|dikritik|dibenahi|dirancang|ditelaah|dipelajari|diperdebatkan|
    dicermati|dijelaskan|disoroti|dituntaskan|dikoreksi|diaudit|disiapkan|diperbaiki|diajukan|
    dilaporkan|dipaparkan|dibandingkan|dirundingkan|direvisi|dibuka|diulang|diperjelas|
    dipercepat|diperketat|dilonggarkan|dihapus|dibatasi|diperiksa|dikelola|ditata|diubah|
    dipertahankan|diurus|ditawarkan|dibela|diuji|dirapikan|diselidiki|diutamakan|diamati|
    disempurnakan|diperkuat|ditagih|digarap
""")
ADJECTIVES = words("""
    baru|lama|kecil|besar|murah|mahal|darurat|sementara|permanen|bersama|mandiri|terpadu|
    sederhana|rumit|langka|tua|muda|bekas|pilihan|unggulan|tambahan|cadangan|utama|percontohan|
    bergerak|terapung|tertutup|terbuka|swadaya|bergilir|musiman|tahunan|harian|mingguan|
    warisan|rintisan|terpencil|terdekat|terjauh|pesisir|perbukitan|seberang|hilir|hulu|
    bersubsidi|berkala|setempat|antarpulau|lintas batas|ramah anak|hemat daya|tahan lama|
    bebas biaya|bertingkat|serbaguna|digital|berjenjang|resmi|tertua|terpanjang|tersisa|
    sepi|ramai|rapuh|kokoh|setengah jadi|dua arah|tanpa nama|bercat biru|pinggiran|bersejarah|
    terlupakan|kesayangan|andalan|kebanggaan|tiruan|asli|pinjaman|sumbangan|impor|lokal|tertunda|
    tersembunyi|tersohor|biasa|istimewa|ganda|terbesar|terkecil|terbaru|terlama|tak terpakai|
    milik bersama|peninggalan kakek|penuh cerita|hasil patungan|paling dicari|bernomor ganjil|
    luar musim|sepanjang musim|kelas dua|kelas satu|bongkar pasang|antarkampung|tepi kanal
""")
WHEN = (
    words("""
        pekan lalu|menjelang siang|bulan lalu|awal pekan|akhir pekan|semalam|tengah hari|tahun
        lalu|musim ini|triwulan ini|belakangan ini|menjelang kemarau|selepas panen|seusai rapat|
        sebelum subuh|setahun belakangan|belum lama ini|hari ini|musim lalu|semester lalu|
        menjelang tutup tahun|seusai lebaran|pada musim tanam|sebelum lonceng|menjelang musim
        hujan|dua bulan lalu|tiga tahun silam|sehari sebelumnya|pada hari pasaran
    """)
    + _crossed(
        "Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|kemarin", "pagi|siang|sore|petang|malam|subuh"
    )
    + _crossed(
        "awal|pertengahan|akhir|pada|sepanjang",
        "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember",
    )
)
#: What may stand before an active verb: petani _sepakat_ menata.
BEFORE_ACTIVE = words("""
    kembali|mulai|akhirnya|segera|tetap|terus|masih|sudah|belum|kerap|jarang|hampir selalu|
    sempat|ikut|sepakat|berjanji|berencana|enggan|siap|berupaya|terbiasa|bersedia|batal|
    bersiap|berhasil|gagal|diminta|dilarang|boleh|wajib|bertekad|terpaksa|ramai-ramai|
    diam-diam|serentak|bergiliran|tidak pernah|selalu|cenderung|menolak|memilih|lekas
""")
#: What may stand before a passive verb: dermaga _kembali_ diperbaiki.
BEFORE_PASSIVE = words("""
    kembali|mulai|akhirnya|segera|tetap|terus|masih|sudah|belum|kerap|jarang|hampir selalu|
    sempat|ikut|batal|selesai|telah|akan|sedang|tidak lagi|baru saja|siap|perlu|harus|dapat|
    bakal|urung|terlanjur|tak kunjung|pernah|langsung|layak|selalu|rampung|diam-diam
""")
MANNERS = words("""
    perlahan|serentak|bergiliran|bertahap|diam-diam|secara terbuka|dengan tangan|bersama-sama|
    tanpa pungutan|berulang kali|berurutan|dengan sabar|tanpa suara|di rumah|sampai larut|
    gotong royong|tanpa upah|lebih rapi|seperlunya|pelan-pelan|dengan cermat|
    secara tertulis|lewat telepon|berpindah-pindah|seadanya|tanpa jeda|setengah hati|dengan riang|
    sambil bernyanyi|menurut giliran|dengan bangga|tanpa laporan|seperti biasa|terburu-buru
""")
#: Aspects of a thing: _biaya_ dermaga kayu.
ASPECTS = words("""
    biaya|mutu|jadwal|perawatan|kebutuhan|anggaran|pengelolaan|pengadaan|rencana|riwayat|
    pemakaian|pembagian|aturan|peta|daftar|keamanan|perbaikan|jumlah|izin|laporan|nasib|
    penjaga|model|usulan|penilaian|sejarah|pembiayaan|pemilik|contoh|pembahasan|cerita|denah|
    kelanjutan|syarat|urusan|manfaat|statistik|pengawasan|penataan|tata letak|pembukuan|penjualan|
    ukuran|lokasi|pelestarian
""")
REASONS = words("""
    arus balik|hujan panjang|kemarau basah|antrean panjang|gelombang pasang|tiang lapuk|stok
    menipis|jalan sempit|cuaca buruk|aturan lama|data keliru|suku bunga|listrik padam|sengketa
    batas|tenaga kurang|tenggat pendek|pajak baru|sumur kering|persaingan ketat|hama wereng|jarak
    jauh|peralatan usang|kabut tebal|upah rendah|mesin rusak|musim libur|angin barat|air payau|
    kontrak habis|anggaran ganda|panen raya|utang lama|sinyal lemah|lahan sempit|rapat buntu
""") + _crossed(
    """
    pasokan|harga|upah|izin|panen|modal|ongkos|pesanan|setoran|kiriman|jadwal|anggaran|tarif|
    permintaan|bantuan|gaji|sewa|cicilan|kuota|laporan|dana
    """,
    """
    terlambat|berubah|tertahan|menyusut|tersendat|terbatas|menumpuk|dipotong|simpang siur|
    berkurang|dibatalkan|ganda
    """,
)
OCCASIONS = words("""
    jumpa pers|uji coba|upacara adat|kerja bakti|gladi bersih|temu warga|arisan kampung|dengar
    pendapat|sidang pleno|inspeksi|peluncuran|wawancara khusus|kelas malam|panen bersama
""") + _crossed(
    """
    rapat|lokakarya|diskusi|pameran|musyawarah|latihan|lelang|lomba|bazar|kunjungan|sidang|
    pelatihan|perundingan|forum|evaluasi|pertemuan|seminar|perayaan
    """,
    """
    terbuka|tahunan|warga|pemuda|antarkampung|terbatas|bulanan|daerah|maraton|malam|mendadak|
    gabungan|perdana|susulan
    """,
)
VERDICTS = words("""
    masuk akal|salah alamat|setengah hati|patut dicoba|perlu diuji|layak ditiru|tidak lazim|
    tepat sasaran|di luar dugaan|pantas dicatat|sukar dibantah|mudah ditebak|jauh panggang
""") + _crossed(
    "cukup|sangat|agak|kelewat|sungguh|terbilang|makin|lumayan|amat|kurang",
    """
    melegakan|mengejutkan|menggembirakan|meragukan|melelahkan|menjanjikan|membingungkan|
    mendesak|lambat|berlebihan|adil|timpang|mahal|hemat|rapuh|kokoh|wajar|aneh|berisiko|aman|
    rumit|berani|penting|merepotkan|menyenangkan
    """,
)
AIMS = _crossed(
    """
    keselamatan|pendapatan|kesehatan|kemandirian|ketenangan|nama baik|masa depan|harapan|
    kerukunan|kecukupan|hak|rasa aman|kepercayaan|semangat|ongkos hidup|kebanggaan|ingatan
    """,
    """
    warga|keluarga|anak|kampung|tetangga|pesisir|lansia|pekerja|pendatang|perempuan|
    penerus|bersama
    """,
)
SAYS = words("""
    kata|ujar|tutur|ucap|jelas|tegas|ungkap|papar|sebut|tukas|kenang|aku|terang|cerita|imbuh|
    sambung|lanjut|tandas|keluh|harap|pesan|saran|timpal|kelakar
""")
TITLES = words("""
    Kepala|Sekretaris|Ketua|Wakil Ketua|Bendahara|Juru Bicara|Direktur|Pengurus|Peneliti|
    Koordinator|Pengawas|Penasihat|Manajer|Kepala Bidang|Staf Ahli|Pelaksana Tugas
""")
