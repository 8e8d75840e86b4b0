"""What each of the eight sections of the generated archive writes about.

One set of tables for each section, in the order of `archive_words.SECTIONS`.
"""

from dataclasses import dataclass

from redaksi.ops.archive_words import words


@dataclass(frozen=True, kw_only=True)
class SectionWords:
    """What one section writes about: bodies, things, people in a trade, units."""

    institutions: tuple[str, ...]
    things: tuple[str, ...]
    roles: tuple[str, ...]
    units: tuple[str, ...]
    kickers: tuple[str, ...]


SECTION_WORDS = (
    SectionWords(
        institutions=words("""
            Dinas Perikanan|Balai Irigasi|Koperasi Garam|Balai Benih|Dinas Perhubungan|Lumbung
            Desa|Balai Pesisir|Kantor Syahbandar|Dinas Pertanian|Badan Air|Majelis Adat|Pos
            Pantau|Kelompok Tani|Dinas Kehutanan|Kantor Camat|Badan Jalan|Serikat Nelayan
        """),
        things=words("""
            dermaga kayu|saluran irigasi|benih padi|kapal angkut|jalan setapak|gudang garam|
            jembatan gantung|tambak bandeng|kebun kelapa|hutan bakau|pos kesehatan|perahu motor|
            pompa air|lumbung beras|rumah panggung|mercusuar|pasar ikan|kandang sapi|lahan jagung|
            bendung|sumur bor|sekolah perahu|ladang tebu|tungku arang|menara air|kolam nila|
            jala apung|bibit cendana|rute feri|balai adat|terminal|pagar kebun|mesin giling
        """),
        roles=words("""
            petani|nelayan|peladang|penyadap nira|juru mudi|penggarap|peternak|perajin tenun|
            penggaram|mantri tani|pengepul|tetua adat|juru air|kader desa|buruh angkut|pemandu
        """),
        units=words("keluarga|hektare|ton|perahu|karung|dusun|ekor|bibit|petak|gubuk"),
        kickers=words("Pesisir|Pertanian|Desa|Kehutanan|Antarpulau|Perikanan|"),
    ),
    SectionWords(
        institutions=words("""
            Bursa Komoditas|Koperasi Simpan|Badan Logistik|Dewan Upah|Asosiasi Eksportir|Kantor
            Pajak|Otoritas Pelabuhan|Balai Statistik|Kamar Dagang|Perusahaan Listrik|Lembaga
            Penjamin|Bank Desa|Dewan Kopi|Serikat Pekerja|Badan Investasi|Pasar Induk
        """),
        things=words("""
            harga gabah|kontrak ekspor|tarif angkut|cadangan beras|pinjaman mikro|upah minimum|
            saham perkebunan|kredit nelayan|neraca dagang|pajak gudang|kuota impor|obligasi daerah|
            asuransi panen|ongkos peti kemas|produksi kopi|bursa karet|listrik industri|dana
            bergulir|pabrik es|kawasan gudang|bea masuk|laporan keuangan|pesanan rotan|modal kerja|
            rantai dingin|harga solar|pabrik sabun|simpanan wajib|armada truk|sertifikat mutu
        """),
        roles=words("""
            pedagang|eksportir|pengusaha kecil|analis|penabung|pialang|sopir truk|pemasok|buruh
            pabrik|importir|pengrajin|akuntan|investor|agen|kasir|pemilik kios|distributor
        """),
        units=words("ton|peti kemas|karung|lembar|pesanan|pabrik|nasabah|liter|truk|kios"),
        kickers=words("Pasar|Perdagangan|Keuangan|Industri|Tenaga Kerja|Logistik|"),
    ),
    SectionWords(
        institutions=words("""
            Kementerian Luar Negeri|Parlemen Negara Bagian|Komisi Sungai|Dewan Benua|Bank
            Sentral|Pengadilan Arbitrase|Misi Dagang|Otoritas Selat|Palang
            Persaudaraan|Serikat Buruh|Komite Perbatasan|Badan Iklim|Universitas Rakyat|
            Kedutaan Keliling|Dewan Pengungsi|Majelis Kota|Badan Cuaca
        """),
        things=words("""
            perjanjian air|jalur kereta|gencatan|kuota gandum|visa pelajar|pos perbatasan|terusan
            utara|pajak karbon|bantuan pangan|rute udara|pemilu sela|kabel laut|kerja sama riset|
            utang negara|ladang angin|museum nasional|suaka margasatwa|tarif baja|pelabuhan bebas|
            misi pengamat|konferensi iklim|undang-undang pers|cagar laut|stasiun kutub|pertukaran
            guru|satelit cuaca|pertanian kota|arsip kerajaan|jembatan selat|cadangan gas
        """),
        roles=words("""
            diplomat|pengamat|anggota parlemen|demonstran|pelaut|perunding|relawan|pekerja tambang|
            mahasiswa|wartawan setempat|sejarawan|pengungsi|pilot|hakim|peneliti iklim|wali kota
        """),
        units=words("berkas|visa|ton|kursi|negara|kapal|relawan|wisatawan|provinsi|gerbong"),
        kickers=words("Valdoria|Diplomasi|Iklim|Perbatasan|Benua Utara|Parlemen|"),
    ),
    SectionWords(
        institutions=words("""
            Persatuan Dayung|Klub Samudra Biru|Komite Wasit|Panitia Liga Pesisir|Akademi Atletik|
            Klub Bintang Karang|Pelatnas Layar|Persatuan Bulu Tangkis|Klub Elang Muara|Induk
            Renang|Sasana Rajawali|Federasi Balap Sepeda|Klub Perisai Timur|Perguruan Silat|
            Komite Lari Bukit|Tim Medis Liga
        """),
        things=words("""
            jadwal liga|lapangan latihan|perahu balap|aturan wasit|tiket laga|kontrak pelatih|
            stadion tua|program gizi|seleksi daerah|lintasan lari|piala bergilir|lini belakang|
            pola serangan|ruang ganti|kolam latihan|hak siar|bonus medali|kursi roda balap|
            sepeda latihan|pemusatan latihan|kejuaraan remaja|rekor nasional|tribun timur|
            gelanggang|raket kayu|pelatih kiper|turnamen desa|uji fisik|masa cedera|dayung karbon
        """),
        roles=words("""
            atlet|pelatih|wasit|pendayung|kiper|penyerang|perenang|pelari|suporter|pebulu tangkis|
            pemain muda|pesilat|pembalap|fisioterapis|kapten tim|pemandu bakat|penonton
        """),
        units=words("tiket|laga|medali|seragam|bola|atlet|klub|peserta|sepeda|kursi"),
        kickers=words("Liga Pesisir|Dayung|Atletik|Bulu Tangkis|Renang|Pelatnas|"),
    ),
    SectionWords(
        institutions=words("""
            Sekolah Dasar Karang|Puskesmas Muara|Perpustakaan Daerah|Rumah Sakit Bahari|Dewan
            Guru|Universitas Tanjung Selat|Balai Bahasa|Posyandu Melati|Museum Pelaut|Sanggar
            Wayang|Yayasan Lentera|Klinik Apung|Panti Wreda|Balai Arkeologi|Kantor Pos Tua
        """),
        things=words("""
            kelas sore|buku pelajaran|obat cacing|kurikulum lokal|kamus daerah|ruang baca|vaksin
            anak|naskah kuno|beasiswa guru|kantin sehat|asrama siswa|gizi balita|kelas inklusi|
            pameran batik|tenun ikat|kursus isyarat|dongeng lisan|laboratorium|perpustakaan
            keliling|panti baca|air minum sekolah|gamelan|arsip foto|kacamata gratis|kelas terapung|
            rapor digital|alat peraga|layanan jiwa|sumur purba|donor darah
        """),
        roles=words("""
            guru|siswa|bidan|pustakawan|perawat|penutur tua|dosen|kader posyandu|orang tua murid|
            kurator|pendongeng|apoteker|penjaga sekolah|relawan literasi|terapis|arkeolog
        """),
        units=words("siswa|buku|sekolah|pasien|naskah|kelas|guru|anak|koleksi|lembar"),
        kickers=words("Pendidikan|Kesehatan|Kebudayaan|Sains|Literasi|Keluarga|"),
    ),
    SectionWords(
        institutions=words("""
            Dinas Bina Marga|Balai Kota|Badan Air Minum|Dinas Kebersihan|Terminal Dermaga|Dewan
            Kota|Dinas Taman|Kantor Kelurahan|Otoritas Trem|Badan Pajak Kota|Satuan Pamong|Pasar
            Lentera|Dinas Pemadam|Badan Tata Ruang|Posko Rob|Dinas Parkir|Perusahaan Bus Kota
        """),
        things=words("""
            jalur trem|trotoar|taman kota|parkir liar|pipa air|tanggul rob|halte bus|pasar malam|
            lampu jalan|rumah susun|kanal lama|bank sampah|jalur sepeda|reklame|gorong-gorong|
            lahan parkir|kebun atap|penyeberangan|truk sampah|kios buah|kabel udara|gedung tua|
            kolam retensi|tiket terusan|kamera lalu lintas|ruang terbuka|zona pejalan|pompa rob|
            warung tenda|perahu taksi|toilet umum|dermaga penumpang
        """),
        roles=words("""
            warga|komuter|pedagang kaki lima|sopir angkot|penyapu jalan|pejalan kaki|ketua RT|
            pesepeda|penumpang|juru parkir|petugas pompa|arsitek|penghuni rusun|kurir|masinis trem
        """),
        units=words("warga|lampu|unit|halte|lapak|rumah|penumpang|pohon|keluhan|titik"),
        kickers=words("Transportasi|Tata Kota|Lingkungan|Layanan Warga|Rob|Pasar|"),
    ),
    SectionWords(
        institutions=words("""
            Dewan Kota|Lembaga Kajian Muara|Kementerian Pangan|Mahkamah Etik|Pusat Riset Pesisir|
            Dewan Pembaca|Forum Warga|Komisi Informasi|Akademi Bahasa|Lingkar Pendidikan|Kantor
            Anggaran|Serikat Penulis|Badan Sensus|Klub Debat|Panitia Khusus
        """),
        things=words("""
            kebijakan pangan|bahasa pejabat|anggaran publik|subsidi solar|ujian akhir|hak
            pejalan|ruang publik|angka kemiskinan|upah guru|janji kampanye|data terbuka|jam kerja|
            pajak warisan|tradisi lisan|kota pesisir|peran ayah|budaya antre|etika riset|iklan
            rokok|birokrasi|kebebasan akademik|layanan publik|perdebatan pagi|jargon|kecerdasan
            buatan|tata bahasa|utang budi|rasa ingin tahu|keadilan iklim|kantor tanpa kertas
        """),
        roles=words("""
            pembaca|warga biasa|pejabat|pengajar|ekonom|penulis|birokrat|anak muda|peneliti|
            kritikus|pemilih|pegawai rendah|ibu rumah tangga|filsuf|pembayar pajak|kolumnis
        """),
        units=words("halaman|pasal|warga|rapat|surat|suara|kata|catatan|usulan|naskah"),
        kickers=words("Analisis|Kolom|Surat Pembaca|Catatan|Tajuk|Perspektif|"),
    ),
    SectionWords(
        institutions=words("""
            Sanggar Tari|Kedai Arang|Komunitas Jalan Pagi|Toko Buku Layar|Rumah Roti|Galeri
            Ombak|Kebun Raya|Bioskop Kenanga|Klub Astronomi|Studio Tembikar|Penginapan Bukit|
            Dapur Nenek|Festival Layang|Pasar Antik|Kelompok Paduan|Penerbit Perahu
        """),
        things=words("""
            resep keluarga|kopi robusta|kue pasar|novel pelaut|kebun sayur|rute jalan|sambal
            matang|film pendek|tembikar|lagu anak|kain perca|rumah kaca|ikan asap|pameran foto|
            roti gandum|meja kayu|tanaman hias|jamu pagi|perkemahan|layang-layang|es kelapa|toko
            loak|teleskop|kamera lama|pentas kecil|catatan perjalanan|sepatu kulit|bubur jagung|teh
            rempah|keramik biru
        """),
        roles=words("""
            juru masak|pelancong|novelis|peracik kopi|pekebun|fotografer|penari|pembuat roti|
            kolektor|pemusik|pengunjung|perajin|sutradara|pendaki|pemilik kedai|penyiar
        """),
        units=words("porsi|halaman|gelas|tiket|resep|foto|buku|kursi|lagu|pot"),
        kickers=words("Kuliner|Perjalanan|Buku|Film|Kebun|Senggang|"),
    ),
)
